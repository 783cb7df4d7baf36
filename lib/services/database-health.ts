import { pingDatabase } from '@/lib/db/session/ping-database'
import { isUnavailable } from '@/lib/db/session/sql-state'

/** Whether an error says that the database is not there, rather than that it refused something. */
export const isDatabaseUnavailable = (error: unknown) => isUnavailable(error)

/** Throws unless the database answers. */
export const checkDatabase = () => pingDatabase()
