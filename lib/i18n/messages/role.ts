export type RoleId = 'head' | 'coordinator' | 'editor' | 'commenter' | 'reader' | 'guest' | 'admin'

/** The name of a role as a person reads it. */
export const roleLabel: Record<RoleId, string> = {
  head: 'Direction',
  coordinator: 'Coordination de l’AP',
  editor: 'Rédaction',
  commenter: 'Relecture',
  reader: 'Lecture',
  guest: 'Partenaire invité',
  admin: 'Administration du service',
}

/** What a role lets a person do, in one sentence. */
export const roleSentence: Record<Exclude<RoleId, 'guest'>, string> = {
  head: 'Valide, publie et archive le projet.',
  coordinator: 'Rédige, commente, prépare la validation, gère l’équipe.',
  editor: 'Rédige et commente.',
  commenter: 'Commente, sans modifier le texte.',
  reader: 'Consulte les versions publiées.',
  admin: 'Gère les comptes\u202F; ne lit pas les brouillons par défaut.',
}
