// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import {
  allowsAttribute,
  allowsElement,
  allowsMark,
  allowsText,
  FRAGMENT,
} from '#lib/document/admissible.ts'
import { allowsEntry, allowsField, isKey, type Stored } from '#lib/document/admissible-fields.ts'
import type { Fields } from '#lib/document/fields.ts'
import { entities, headerFields, recordFields } from '#lib/document/records.ts'
import { header, records, section } from '#lib/document/schema.ts'
import { createDocument } from '#lib/document/seed.ts'
import { demoProject } from '#lib/domain/demo.ts'
import { template } from '#lib/domain/template.ts'
import { editorOn } from '#tests/support/co-writers.ts'

/** Everything in a part that the tables refuse, as the guard would meet it. */
function refusedIn(parent: Y.XmlFragment, name: string = FRAGMENT): string[] {
  return parent.toArray().flatMap((child) => {
    if (child instanceof Y.XmlText)
      return [...(allowsText(name) ? [] : ['text']), ...marksIn(child)]
    if (!(child instanceof Y.XmlElement)) return ['hook']
    const own = allowsElement(name, child.nodeName) ? [] : [`${name}>${child.nodeName}`]
    const attributes = Object.entries(child.getAttributes())
      .filter(([key, value]) => !allowsAttribute(child.nodeName, key, value))
      .map(([key, value]) => `${child.nodeName}.${key}=${JSON.stringify(value)}`)
    return [...own, ...attributes, ...refusedIn(child, child.nodeName)]
  })
}

function marksIn(text: Y.XmlText): string[] {
  const delta: { attributes?: Record<string, unknown> }[] = text.toDelta()
  return delta.flatMap(({ attributes = {} }) =>
    Object.entries(attributes)
      .filter(([name, value]) => !allowsMark(name, value))
      .map(([name, value]) => `mark ${name}=${JSON.stringify(value)}`),
  )
}

function refusedFields(map: Y.Map<unknown>, fields: Fields): string[] {
  return [...map.entries()].flatMap(([name, value]) => {
    const own = allowsField(fields, name, stored(value)) ? [] : [name]
    const entries = value instanceof Y.Map ? [...value.entries()] : []
    return [
      ...own,
      ...entries.filter((entry) => !allowsEntry(fields, name, entry)).map(([key]) => key),
    ]
  })
}

function stored(value: unknown): Stored {
  if (value instanceof Y.Text) return { type: 'text' }
  return value instanceof Y.Map ? { type: 'map' } : { type: 'plain', value }
}

test('everything in the demo’s document is admitted', () => {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, createDocument(demoProject).update)
  for (const { id } of template.sections) expect(refusedIn(section(doc, id))).toEqual([])
  expect(refusedFields(header(doc), headerFields)).toEqual([])
  for (const entity of entities) {
    for (const [id, record] of records(doc, entity).entries()) {
      expect(isKey(id)).toBe(true)
      expect(refusedFields(record, recordFields(entity))).toEqual([])
    }
  }
})

test('everything that the editor can write in a part is admitted', () => {
  const doc = new Y.Doc()
  const editor = editorOn(doc)
  editor.commands.setContent(
    `<h2>Titre</h2><p>un <b>deux</b> <i>trois</i> <u>quatre</u> <s>cinq</s> <sup>6</sup><sub>7</sub>
    <a href="https://exemple.fr" target="_blank" title="x">lien</a><br>suite
    <span data-mention data-id="act-1" data-label="Mme Exemple" data-entity="actor">x</span></p>
    <ul><li>a<ul><li><p>b</p></li></ul></li></ul><ol><li>c</li></ol><blockquote><p>d</p></blockquote>
    <hr><table><tr><th colwidth="80">e</th><td colspan="2"><p>f</p></td></tr></table>`,
  )
  editor.chain().selectAll().indent().toggleKind('task').toggleChecked().run()
  editor.chain().selectAll().setLink({ href: 'mailto:a@exemple.fr' }).unsetMark('link').run()
  const fragment = section(doc, 'framework')
  const names = fragment.toArray().map((child) => child instanceof Y.XmlElement && child.nodeName)
  expect(new Set(names)).toEqual(new Set(['paragraph', 'horizontalRule', 'table']))
  expect(refusedIn(fragment)).toEqual([])
  editor.destroy()
})

test.each([
  [FRAGMENT, 'script'],
  [FRAGMENT, 'tableRow'],
  [FRAGMENT, 'hardBreak'],
  ['paragraph', 'paragraph'],
  ['paragraph', 'table'],
  ['table', 'paragraph'],
  ['tableCell', 'table'],
  ['mention', 'hardBreak'],
  ['__proto__', 'paragraph'],
  ['constructor', 'paragraph'],
  [FRAGMENT, '__proto__'],
])('%s holds no %s', (parent, child) => {
  expect(allowsElement(parent, child)).toBe(false)
})

test('text stands in paragraphs alone', () => {
  expect(allowsText('paragraph')).toBe(true)
  for (const name of [FRAGMENT, 'table', 'tableCell', 'mention', 'heading', '__proto__']) {
    expect(allowsText(name)).toBe(false)
  }
})

test.each([
  ['paragraph', 'kind', 'h1'],
  ['paragraph', 'kind', 3],
  ['paragraph', 'indent', 5],
  ['paragraph', 'indent', -1],
  ['paragraph', 'indent', 1.5],
  ['paragraph', 'indent', '1'],
  ['paragraph', 'checked', 'true'],
  ['paragraph', 'style', 'color:red'],
  ['paragraph', '__proto__', {}],
  ['paragraph', 'constructor', {}],
  ['tableCell', 'colspan', 0],
  ['tableCell', 'colspan', 10_000],
  ['tableCell', 'colwidth', ['80']],
  ['tableCell', 'header', 'true'],
  ['mention', 'label', 'x'.repeat(201)],
  ['mention', 'entity', 'pupil'],
  ['horizontalRule', 'class', 'x'],
  ['unknown', 'kind', 'h3'],
])('%s has no attribute %s of %j', (node, name, value) => {
  expect(allowsAttribute(node, name, value)).toBe(false)
})

test.each([
  ['bold', {}, true],
  ['bold', null, true],
  ['bold', true, false],
  ['bold', { colour: 'red' }, false],
  ['bold--aaaaaaaa', {}, false],
  ['highlight', {}, false],
  ['__proto__', {}, false],
  ['link', null, true],
  ['link', { href: 'https://exemple.fr' }, true],
  ['link', { href: 'tel:+33380000000' }, true],
  ['link', { href: 'mailto:a@exemple.fr' }, true],
  ['link', { href: 'javascript:alert(1)' }, false],
  ['link', { href: 'data:text/html,x' }, false],
  ['link', { href: ' https://exemple.fr' }, false],
  ['link', { href: '/relative' }, false],
  ['link', { href: `https://exemple.fr/${'x'.repeat(2000)}` }, false],
  ['link', { href: 'https://exemple.fr', onclick: 'x' }, false],
  ['link', {}, false],
])('the mark %s of %j: %s', (name, value, allowed) => {
  expect(allowsMark(name, value)).toBe(allowed)
})

const plain = (value: unknown): Stored => ({ type: 'plain', value })

test.each<[string, Stored, boolean]>([
  ['title', plain('Lire'), true],
  ['title', plain('x'.repeat(501)), false],
  ['title', plain({}), false],
  ['title', { type: 'text' }, false],
  ['title', { type: 'map' }, false],
  ['description', { type: 'text' }, true],
  ['description', plain('x'), false],
  ['levels', { type: 'map' }, true],
  ['levels', plain(['2gt']), false],
  ['priority', plain(1), true],
  ['priority', plain(null), true],
  ['priority', plain(Number.NaN), false],
  ['priority', plain(Number.POSITIVE_INFINITY), false],
  ['priority', plain('1'), false],
  ['status', plain('met'), true],
  ['status', plain('done'), false],
  ['baselineDate', plain('2027-02-28'), true],
  ['baselineDate', plain('2027-02-30'), false],
  ['originRegulationId', plain('reg-1'), true],
  ['originRegulationId', plain('__proto__'), false],
  ['archivedAt', plain('2027-01-01T08:00:00.000Z'), true],
  ['archivedAt', plain('yesterday'), false],
  ['order', plain('a0V'), true],
  ['order', plain('<b>'), false],
  ['colour', plain('red'), false],
  ['__proto__', plain('x'), false],
  ['constructor', { type: 'map' }, false],
])('a need’s %s as %j: %s', (name, value, allowed) => {
  expect(allowsField(recordFields('need'), name, value)).toBe(allowed)
})

test('entries of sets are ids, levels or periods, by their field', () => {
  const need = recordFields('need')
  expect(allowsEntry(need, 'groupIds', ['grp-1', true])).toBe(true)
  expect(allowsEntry(need, 'groupIds', ['grp-1', 1])).toBe(false)
  expect(allowsEntry(need, 'groupIds', ['__proto__', true])).toBe(false)
  expect(allowsEntry(need, 'groupIds', ['x'.repeat(101), true])).toBe(false)
  expect(allowsEntry(need, 'levels', ['2gt', true])).toBe(true)
  expect(allowsEntry(need, 'levels', ['seconde', true])).toBe(false)
  expect(allowsEntry(need, 'title', ['a', true])).toBe(false)
  const calendar = recordFields('calendar')
  expect(allowsEntry(calendar, 'holidays', ['2026-10-17', '2026-11-02'])).toBe(true)
  expect(allowsEntry(calendar, 'holidays', ['2026-10-17', true])).toBe(false)
})
