import { AppError } from '#lib/platform/errors.ts'
import { type CloseCode, closeCodes } from '#lib/wire/close-codes.ts'

/**
 * Why an update may not enter: the code is stable (it reaches the client and the counts), the text
 * is for the person who wrote.
 */
const refusals = {
  malformed: [closeCodes.malformed, 'Ces modifications sont illisibles.'],
  undeclared_root: [closeCodes.malformed, 'Ces modifications visent une partie inconnue.'],
  wrong_kind: [closeCodes.malformed, 'Ces modifications ne sont pas de la sorte attendue.'],
  wrong_place: [closeCodes.malformed, 'Ces modifications ne sont pas à leur place.'],
  wrong_attribute: [closeCodes.malformed, 'Ces modifications portent un attribut inconnu.'],
  wrong_mark: [closeCodes.malformed, 'Ces modifications portent une mise en forme inconnue.'],
  wrong_field: [closeCodes.malformed, 'Ces modifications portent un champ inconnu.'],
  foreign_client: [closeCodes.malformed, 'Ces modifications portent l’identifiant d’un autre.'],
  too_large: [closeCodes.tooLarge, 'Ces modifications sont trop volumineuses.'],
  document_full: [closeCodes.tooLarge, 'Le document a atteint sa taille maximale.'],
  not_allowed: [closeCodes.notAllowed, 'Votre rôle ne permet pas d’écrire dans ce projet.'],
  frozen: [closeCodes.frozen, 'Le projet est figé : il ne peut pas être modifié.'],
} as const satisfies Record<string, readonly [CloseCode, string]>

export type RefusalCode = keyof typeof refusals

/** An update that may not enter: nothing of it was applied. */
export class UpdateRefused extends AppError {
  override name = 'UpdateRefused'
  override readonly code: RefusalCode
  constructor(code: RefusalCode, message: string = code, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }

  get closeCode(): CloseCode {
    return refusals[this.code][0]
  }

  /** In French, for the person. */
  get text(): string {
    return refusals[this.code][1]
  }
}
