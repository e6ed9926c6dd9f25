import { expect, onTestFinished, test } from 'vitest'
import { seedDemo } from '#server/demo.ts'
import { testPostgresDb, whyNoPostgres } from '#tests/support/test-db.ts'

const reason = whyNoPostgres()

test.skipIf(reason !== null)(
  `of several first starts on one database, one makes the demo${reason === null ? '' : ` (${reason})`}`,
  async () => {
    const database = await testPostgresDb()
    onTestFinished(() => database.close())
    const elsewhere = await database.openAgain()
    onTestFinished(() => elsewhere.close())
    const made = await Promise.all([seedDemo(database.db), seedDemo(elsewhere.db)])
    expect(made.sort()).toEqual([false, true])
  },
)
