/** What an element's own `style` says, by lower-case property: `mso-*` ones included, which the DOM drops. */
export function styleOf(element: Element): ReadonlyMap<string, string> {
  const style = element.getAttribute('style') ?? ''
  return new Map(
    style.split(';').flatMap((declaration) => {
      const colon = declaration.indexOf(':')
      if (colon < 0) return []
      const name = declaration.slice(0, colon).trim().toLowerCase()
      return [
        [
          name,
          declaration
            .slice(colon + 1)
            .trim()
            .toLowerCase(),
        ] as const,
      ]
    }),
  )
}
