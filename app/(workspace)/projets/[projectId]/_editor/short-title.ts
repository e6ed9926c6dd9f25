/** A project's title as people of a school say it, for bars that have no room for more. */
export function shortTitle(title: string): string {
  return title
    .replace(/^projet pédagogique/i, 'Projet')
    .replace(/d[’']accompagnement personnalisé/i, 'd’AP')
}
