import type { Db } from '#db/client.ts'
import type { AccountId, ProjectId } from '#lib/domain/ids.ts'

/** A part that someone declared complete. */
export type SectionDeclaration = {
  sectionId: string
  declaredBy: AccountId
  firstName: string
  lastName: string
  declaredAt: Date
  /** Of the text that was declared. */
  digest: string
}

/** The last declaration of a part takes the place of the one before. */
export async function saveSectionDeclaration(
  db: Db,
  declaration: { projectId: ProjectId } & Pick<
    SectionDeclaration,
    'sectionId' | 'declaredBy' | 'digest'
  >,
): Promise<void> {
  const { projectId, sectionId, declaredBy, digest } = declaration
  const row = { declared_by: declaredBy, digest, declared_at: new Date() }
  await db
    .insertInto('section_declaration')
    .values({ project_id: projectId, section_id: sectionId, ...row })
    .onConflict((conflict) => conflict.columns(['project_id', 'section_id']).doUpdateSet(row))
    .execute()
}

export async function deleteSectionDeclaration(
  db: Db,
  { projectId, sectionId }: { projectId: ProjectId; sectionId: string },
): Promise<void> {
  await db
    .deleteFrom('section_declaration')
    .where('project_id', '=', projectId)
    .where('section_id', '=', sectionId)
    .execute()
}

/** By part. */
export async function listSectionDeclarations(
  db: Db,
  projectId: ProjectId,
): Promise<SectionDeclaration[]> {
  return db
    .selectFrom('section_declaration')
    .innerJoin('account', 'account.id', 'section_declaration.declared_by')
    .select([
      'section_id as sectionId',
      'declared_by as declaredBy',
      'account.first_name as firstName',
      'account.last_name as lastName',
      'declared_at as declaredAt',
      'digest',
    ])
    .where('project_id', '=', projectId)
    .orderBy('section_id')
    .execute()
}
