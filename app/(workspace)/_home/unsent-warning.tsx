'use client'

import { Button } from '#app/_ui/button.tsx'
import { Dialog } from '#app/_ui/dialog.tsx'
import { count } from '#lib/i18n/format.ts'

type UnsentWarningProps = { unsent: number; onLeave: () => void; onStay: () => void }

/** Asks before what this device alone has is erased from it. */
export function UnsentWarning({ unsent, onLeave, onStay }: UnsentWarningProps) {
  return (
    <Dialog
      open={unsent > 0}
      onOpenChange={(open) => (open ? undefined : onStay())}
      title="Des modifications n’ont pas été envoyées"
      footer={
        <>
          <Button onClick={onStay}>Annuler</Button>
          <Button variant="danger" onClick={onLeave}>
            Se déconnecter et les effacer
          </Button>
        </>
      }
    >
      <p>
        {`Cet appareil est seul à conserver ${count(unsent, 'modification')} de vos projets. Ouvrez le projet pour ${unsent < 2 ? 'l’envoyer' : 'les envoyer'} ou ${unsent < 2 ? 'la télécharger' : 'les télécharger'} avant de vous déconnecter.`}
      </p>
    </Dialog>
  )
}
