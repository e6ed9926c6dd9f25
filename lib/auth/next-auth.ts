import 'server-only'
import NextAuth from 'next-auth'
import { authConfig } from './config.ts'

/** `handlers` answer `/api/auth/*`; `signIn` and `signOut` set the cookie from a server action. */
export const { handlers, signIn, signOut } = NextAuth(() => authConfig())
