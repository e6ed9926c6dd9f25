import 'server-only'
import { date, plainDateOf } from '#lib/i18n/format.ts'
import type { Mail } from '#lib/platform/mail.ts'
import type { IssuedCode } from './issued-code.ts'

/** The address of the page carries nothing: the code is typed, so that no log or history keeps it. */
export function invitationMail(issued: IssuedCode): Mail {
  const { email, firstName, lastName, code, expiresAt, address } = issued
  return {
    to: email,
    subject: 'Votre accès à Trame',
    text: [
      `Bonjour ${firstName} ${lastName},`,
      '',
      'Votre établissement écrit son projet d’accompagnement personnalisé avec Trame, et un compte vous y attend.',
      '',
      `1. Ouvrez ${address}`,
      `2. Saisissez votre adresse (${email}) et ce code\u00A0: ${code}`,
      '3. Choisissez votre mot de passe.',
      '',
      `Le code ne sert qu’une fois, jusqu’au ${date(plainDateOf(expiresAt))}. Passé ce jour, demandez-en un autre à votre direction.`,
      '',
    ].join('\n'),
  }
}
