/** School holidays follow the zone; null where the academy keeps a calendar of its own. */
export type HolidayZone = 'A' | 'B' | 'C' | null

const byZone: readonly (readonly [HolidayZone, readonly string[]])[] = [
  [
    'A',
    [
      'Besançon',
      'Bordeaux',
      'Clermont-Ferrand',
      'Dijon',
      'Grenoble',
      'Limoges',
      'Lyon',
      'Poitiers',
    ],
  ],
  [
    'B',
    [
      'Aix-Marseille',
      'Amiens',
      'Lille',
      'Nancy-Metz',
      'Nantes',
      'Nice',
      'Normandie',
      'Orléans-Tours',
      'Reims',
      'Rennes',
      'Strasbourg',
    ],
  ],
  ['C', ['Créteil', 'Montpellier', 'Paris', 'Toulouse', 'Versailles']],
  [null, ['Corse', 'Guadeloupe', 'Guyane', 'La Réunion', 'Martinique', 'Mayotte']],
]

const zones = new Map(
  byZone.flatMap(([zone, names]) => names.map((name): [string, HolidayZone] => [name, zone])),
)

/** The academies of France by name, in the order of the alphabet. */
export const academies: readonly string[] = [...zones.keys()].toSorted((left, right) =>
  left.localeCompare(right, 'fr'),
)

/** The holiday zone of an academy; null also for a name that is not one. */
export function holidayZone(academy: string): HolidayZone {
  return zones.get(academy) ?? null
}
