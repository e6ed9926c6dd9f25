import { CircleCheck, Copy } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { LinkButton } from '#app/_ui/link-button.tsx'
import type { Published } from '#lib/usecases/publish-project.ts'
import styles from './publish-dialog.module.css'

/** It is published: where, and how to tell others. */
export function PublicationDone({ published: { slug, number } }: { published: Published }) {
  const headingRef = useRef<HTMLHeadingElement>(null)
  const [isCopied, setCopied] = useState(false)
  const path = `/p/${slug}/v/${number}`
  const address = new URL(path, window.location.href).href
  useEffect(() => headingRef.current?.focus(), [])
  return (
    <div className={styles.done}>
      <h3 ref={headingRef} tabIndex={-1}>
        <CircleCheck size={22} strokeWidth={1.75} aria-hidden />
        La version {number} est publiée
      </h3>
      <p>
        Elle est figée : rien ne la changera plus. Le brouillon reste modifiable, et la prochaine
        publication portera le numéro {number + 1}.
      </p>
      <code className={styles.address}>{address}</code>
      <div className={styles.buttons}>
        <LinkButton variant="primary" href={path} prefetch={false}>
          Lire la version {number}
        </LinkButton>
        <Button
          onClick={() => void navigator.clipboard.writeText(address).then(() => setCopied(true))}
        >
          <Copy size={18} strokeWidth={1.75} aria-hidden />
          Copier l’adresse
        </Button>
      </div>
      <p role="status" className={styles.copied}>
        {isCopied ? 'L’adresse est copiée.' : ''}
      </p>
    </div>
  )
}
