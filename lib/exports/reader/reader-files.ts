/**
 * The files of the public pages. Each is kept for ever by browsers: its name has the first eight
 * digits of the SHA-256 of its content, so that a change changes its address. A test holds the two
 * together.
 */
export const readerFiles = {
  style: '/lecture/style-63ee717a.css',
  serif: '/lecture/serif-2f1ca2c0.woff2',
  sans: '/lecture/sans-6c4e9ff2.woff2',
} as const
