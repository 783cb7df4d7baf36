import pino from 'pino'
import { env } from '@/lib/env'
import { logOutput } from '@/lib/telemetry/log-output'
import { requestFields } from '@/lib/telemetry/request-scope'

export const log = pino({ level: env.LOG_LEVEL, base: null, mixin: requestFields }, logOutput())
