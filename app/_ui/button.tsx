import type { ComponentProps, MouseEvent } from 'react'
import styles from './button.module.css'
import { classNames } from './class-names.ts'

export type ButtonLook = {
  variant?: 'primary' | 'secondary' | 'quiet' | 'danger' | 'accept' | undefined
  size?: 'small' | 'medium' | 'large' | undefined
}

export function buttonClass({ variant = 'secondary', size = 'medium' }: ButtonLook): string {
  return classNames(styles.button, styles[variant], styles[size])
}

/** `blocked` keeps the button in place and reachable; say the reason beside it, in words. */
type ButtonProps = ComponentProps<'button'> & ButtonLook & { blocked?: boolean }

export function Button({
  variant,
  size,
  blocked = false,
  type = 'button',
  className,
  onClick,
  ...rest
}: ButtonProps) {
  const handleClick = (event: MouseEvent<HTMLButtonElement>) => {
    if (blocked) event.preventDefault()
    else onClick?.(event)
  }
  return (
    <button
      {...rest}
      type={type}
      className={classNames(buttonClass({ variant, size }), className)}
      aria-disabled={blocked || undefined}
      onClick={handleClick}
    />
  )
}
