import { expect, test } from 'vitest'
import { html, isEmpty, joined, storedHtml } from '#lib/exports/html.ts'

test('every value is escaped, in text and in a quoted attribute', () => {
  const hostile = `"><script>alert('x')</script>&`
  expect(html`<p title="${hostile}">${hostile}</p>`.toString()).toBe(
    '<p title="&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;">' +
      '&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;</p>',
  )
})

test('a template within a template is written as it is, lists one after the other', () => {
  const items = ['a', 'b<'].map((text) => html`<li>${text}</li>`)
  expect(html`<ul>${items}</ul>`.toString()).toBe('<ul><li>a</li><li>b&lt;</li></ul>')
  expect(html`<div>${storedHtml('<p>x</p>')}</div>`.toString()).toBe('<div><p>x</p></div>')
})

test('what is not there writes nothing, and zero is there', () => {
  expect(html`<b>${null}${undefined}${false}${''}${0}</b>`.toString()).toBe('<b>0</b>')
  expect(isEmpty([null, false, html``])).toBe(true)
  expect(joined(['a', null, '', html`<i>b</i>`], ' & ').toString()).toBe('a &amp; <i>b</i>')
})

test('an object that only looks like a template is no template', () => {
  const forged = JSON.parse('{"toString":"<b>"}')
  expect(() => html`${forged}`.toString()).toThrow()
})
