import type { Role } from './roles.ts'

/** The password of every demo account: shown on the sign-in page, and of no use elsewhere. */
export const demoPassword = 'trame-demo'

export const demoDomain = 'demo.trame.test'

export type DemoAccountSpec = {
  email: string
  firstName: string
  lastName: string
  jobTitle: string
  /** In the demo project; null: not a member. */
  role: Role | null
  isHead: boolean
  isAdmin: boolean
}

type Row = [user: string, firstName: string, lastName: string, jobTitle: string, role: Role | null]

const rows: readonly Row[] = [
  ['direction', 'Solène', 'Vaucourtois', 'Proviseure', 'head'],
  ['coordination', 'Maëlle', 'Jourdanneau', 'Coordonnatrice de l’AP en seconde', 'coordinator'],
  ['prof1', 'Tarek', 'Belvallon', 'Professeur de sciences économiques et sociales', 'editor'],
  ['prof2', 'Inès', 'Rochebrunet', 'Professeure principale de seconde', 'editor'],
  ['prof3', 'Lucien', 'Marchevelle', 'Professeur d’histoire-géographie', 'editor'],
  ['prof4', 'Basile', 'Thévenoux', 'Conseiller principal d’éducation', 'editor'],
  ['prof5', 'Perrine', 'Oudalbert', 'Professeure d’anglais', 'editor'],
  ['relecture', 'Ghislain', 'Perrodot', 'Proviseur adjoint', 'commenter'],
  ['lecture', 'Clarisse', 'Ponthenier', 'Professeure d’économie-gestion', 'reader'],
  ['admin', 'Camille', 'Fontbrune', 'Administration du service', null],
]

/** The people of the demo school, in the order in which they are shown. */
export const demoAccounts: readonly DemoAccountSpec[] = rows.map(
  ([user, firstName, lastName, jobTitle, role]) => ({
    ...{ email: `${user}@${demoDomain}`, firstName, lastName, jobTitle, role },
    isHead: role === 'head',
    isAdmin: user === 'admin',
  }),
)
