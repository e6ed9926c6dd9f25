/**
 * Runs dependency-cruiser over all that is written here; arguments are added to its own.
 *
 * It reads TypeScript through the compiler's JavaScript API, which TypeScript 7 does not have: in
 * this process alone, `typescript` is TypeScript 6.
 */
import { existsSync } from 'node:fs'
import { registerHooks } from 'node:module'

registerHooks({
  resolve(specifier, context, next) {
    const isCompiler = specifier === 'typescript' || specifier.startsWith('typescript/')
    return next(isCompiler ? specifier.replace('typescript', 'typescript-6') : specifier, context)
  },
})

const places = ['app', 'db', 'lib', 'server', 'scripts', 'tests', 'proxy.ts', 'next.config.ts']
process.argv.push(
  '--config',
  '.dependency-cruiser.cjs',
  ...places.filter((path) => existsSync(path)),
)
await import('../node_modules/dependency-cruiser/bin/dependency-cruise.mjs')
