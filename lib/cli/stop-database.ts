// Runs beside a process that uses the embedded database, and stops the database if that process exits without doing so.
import { stopServerIfUnused } from '@/lib/db/embedded-postgres'

const [folder = '', binFolder = '', userId = ''] = process.argv.slice(2)
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {})
process.on('disconnect', () => {
  stopServerIfUnused({ folder, binFolder }, userId).then(
    () => process.exit(0),
    () => process.exit(1),
  )
})
