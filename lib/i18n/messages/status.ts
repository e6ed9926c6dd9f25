export type ProjectStatusId = 'draft' | 'in-review' | 'approved' | 'published' | 'archived'

/** The state of a project, in one word or two. */
export const statusLabel: Record<ProjectStatusId, string> = {
  draft: 'Brouillon',
  'in-review': 'En relecture',
  approved: 'Validé',
  published: 'Publié',
  archived: 'Archivé',
}
