import { type EnumId, enumIds } from './enums.ts'

type Level = EnumId<'level'>

const college: readonly Level[] = ['6e', '5e', '4e', '3e']
const general: readonly Level[] = ['2gt', '1g', '1t', 'tg', 'tt']
const vocational: readonly Level[] = ['2pro', '1pro', 'tpro', 'cap1', 'cap2']

const levelsOf: Record<EnumId<'schoolType'>, readonly Level[]> = {
  lgt: general,
  lp: vocational,
  lpo: [...general, ...vocational],
  college,
  cite: enumIds.level,
}

/** The levels that a school of this type teaches, from the youngest pupils upwards. */
export function schoolLevels(schoolType: EnumId<'schoolType'>): readonly Level[] {
  return levelsOf[schoolType]
}
