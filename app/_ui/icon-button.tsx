import type { ComponentProps } from 'react'
import styles from './button.module.css'
import { Button, type ButtonLook } from './button.tsx'
import { classNames } from './class-names.ts'

type IconButtonProps = Omit<ComponentProps<'button'>, 'aria-label'> &
  ButtonLook & { label: string; blocked?: boolean }

/** A square button with an icon alone; `label` is what it does, for screen readers and the tooltip. */
export function IconButton({ label, variant = 'quiet', className, ...rest }: IconButtonProps) {
  return (
    <Button
      {...rest}
      variant={variant}
      aria-label={label}
      title={label}
      className={classNames(styles.icon, className)}
    />
  )
}
