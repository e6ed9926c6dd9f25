import { CircleCheck, Info, type LucideIcon, OctagonAlert, TriangleAlert } from 'lucide-react'
import type { ComponentProps } from 'react'
import styles from './callout.module.css'
import { classNames } from './class-names.ts'

type Tone = 'info' | 'ok' | 'warn' | 'danger'

const ICON: Record<Tone, LucideIcon> = {
  info: Info,
  ok: CircleCheck,
  warn: TriangleAlert,
  danger: OctagonAlert,
}

type CalloutProps = Omit<ComponentProps<'div'>, 'title'> & { tone: Tone; title: string }

/** What happened, what is kept, what can be done. Errors carry `role="alert"`. */
export function Callout({ tone, title, className, children, ...rest }: CalloutProps) {
  const Icon = ICON[tone]
  return (
    <div
      role={tone === 'danger' ? 'alert' : undefined}
      {...rest}
      className={classNames(styles.callout, styles[tone], className)}
    >
      <Icon size={18} strokeWidth={1.75} aria-hidden />
      <div>
        <strong className={styles.title}>{title}</strong>
        {children ? <div className={styles.text}>{children}</div> : null}
      </div>
    </div>
  )
}
