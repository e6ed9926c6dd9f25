/** The dialog's code comes when it is wanted. */
export async function loadPublishDialog() {
  return (await import('./publish-dialog.tsx')).PublishDialog
}
