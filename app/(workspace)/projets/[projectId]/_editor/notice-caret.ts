/**
 * Has the editors read the browser's own caret before anything of others is drawn.
 *
 * The browser tells of a caret that a key has moved in a task of its own, later. An editor that
 * draws in between puts the caret back where it last knew it, and the key is lost.
 */
export function noticeCaret(): void {
  document.dispatchEvent(new Event('selectionchange'))
}
