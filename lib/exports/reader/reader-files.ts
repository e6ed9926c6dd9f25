/**
 * The files of the public pages. Each is kept for ever by browsers: its name has the first eight
 * digits of the SHA-256 of its content, so that a change changes its address. A test holds the two
 * together.
 */
export const readerFiles = {
  style: '/lecture/style-c69485cc.css',
  serif: '/lecture/serif-f3fa6617.woff2',
  sans: '/lecture/sans-715ecfbc.woff2',
} as const
