import { Archive, BadgeCheck, BookOpen, Eye, type LucideIcon, PencilLine } from 'lucide-react'
import { type ProjectStatusId, statusLabel } from '#lib/i18n/messages/status.ts'
import { Chip, type ChipTone } from './chip.tsx'

const LOOK: Record<ProjectStatusId, { tone: ChipTone; icon: LucideIcon }> = {
  draft: { tone: 'dashed', icon: PencilLine },
  'in-review': { tone: 'warn', icon: Eye },
  approved: { tone: 'accent', icon: BadgeCheck },
  published: { tone: 'ok', icon: BookOpen },
  archived: { tone: 'plain', icon: Archive },
}

export function StatusChip({ status }: { status: ProjectStatusId }) {
  const { tone, icon: Icon } = LOOK[status]
  return (
    <Chip tone={tone} icon={<Icon size={14} strokeWidth={2} aria-hidden />}>
      {statusLabel[status]}
    </Chip>
  )
}
