// @vitest-environment happy-dom
import { Editor } from '@tiptap/core'
import { expect, test } from 'vitest'
import { typedMenu } from '#app/(workspace)/projets/[projectId]/_editor/formatting/typed-menu.ts'
import { documentExtensions } from '#lib/document/extensions.ts'

test('what is still told to the view of an editor that was destroyed meanwhile breaks nothing', () => {
  const editor = new Editor({ injectCSS: false, extensions: [...documentExtensions, typedMenu] })
  const { state, view } = editor
  editor.destroy()
  expect(() => view.dispatch(state.tr.insertText('/'))).not.toThrow()
})
