import { ArrowLeft } from 'lucide-react'
import Link from 'next/link'
import { buttonClass } from '#app/_ui/button.tsx'
import { classNames } from '#app/_ui/class-names.ts'
import { SkipLink } from '#app/_ui/skip-link.tsx'
import { StatusChip } from '#app/_ui/status-chip.tsx'
import { ThemeButton } from '#app/_ui/theme-button.tsx'
import type { VersionsPage } from '#lib/usecases/open-versions.ts'
import { ProjectTabs } from '../project-tabs.tsx'
import styles from './versions-bar.module.css'

export function VersionsBar({ page }: { page: VersionsPage }) {
  return (
    <>
      <SkipLink />
      <header className={styles.bar}>
        <Link
          className={classNames(buttonClass({ variant: 'quiet' }), styles.back)}
          href="/"
          aria-label="Retour à mes projets"
          title="Retour à mes projets"
        >
          <ArrowLeft size={18} strokeWidth={1.75} aria-hidden />
        </Link>
        <div className={styles.what}>
          <h1 className={styles.title}>{page.title}</h1>
          <StatusChip status={page.status} />
        </div>
        <div className={styles.tabs}>
          <ProjectTabs projectId={page.id} current="versions" />
        </div>
        <ThemeButton />
      </header>
    </>
  )
}
