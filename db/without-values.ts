import type { DatabaseConnection, Dialect, Driver } from 'kysely'

type Execute = DatabaseConnection['executeQuery']

/** What the two drivers put beside the message of an error: rows, parameters, statements. */
const valued = ['detail', 'where', 'hint', 'internalQuery', 'query', 'params', 'parameters']

/**
 * The same dialect, whose errors carry no value: whatever logs one, here or in a framework, must not
 * log what people wrote. Code, table, column and constraint stay.
 */
export function withoutValues<Wrapped extends Dialect>(dialect: Wrapped): Wrapped {
  const createDriver = dialect.createDriver.bind(dialect)
  dialect.createDriver = () => discreet(createDriver())
  return dialect
}

function discreet(driver: Driver): Driver {
  const known = new WeakSet<DatabaseConnection>()
  const acquire = driver.acquireConnection.bind(driver)
  driver.acquireConnection = async (...given) => {
    const connection = await acquire(...given)
    if (known.has(connection)) return connection
    known.add(connection)
    const execute: Execute = connection.executeQuery.bind(connection)
    connection.executeQuery = async <Row>(...asked: Parameters<Execute>) => {
      try {
        return await execute<Row>(...asked)
      } catch (error) {
        throw withoutValue(error)
      }
    }
    return connection
  }
  return driver
}

function withoutValue(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  for (const name of valued) if (name in error) Reflect.deleteProperty(error, name)
  // A data exception quotes the value that it is about.
  if ('code' in error && /^22/.test(String(error.code))) {
    const { message, stack = '' } = error
    error.message = `data exception ${error.code}`
    error.stack = stack.replace(message, error.message)
  }
  return error
}
