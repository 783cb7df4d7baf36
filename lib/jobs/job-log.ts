import { Logger } from 'graphile-worker'
import pino from 'pino'
import { env } from '@/lib/env'
import { logOutput } from '@/lib/telemetry/log-output'
import { requestFields } from '@/lib/telemetry/request-scope'

export const log = pino({ name: 'worker', level: env.LOG_LEVEL, base: null, mixin: requestFields }, logOutput())

const levels = { error: 'error', warning: 'warn', info: 'debug', debug: 'trace' } as const

/** Logs the queue's own messages. Its messages about single jobs have level debug, since jobs are logged here. */
export const queueLogger = new Logger(() => (level, message) => log[levels[level]]({ from: 'queue' }, message))
