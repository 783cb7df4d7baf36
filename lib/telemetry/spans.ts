import { AsyncLocalStorage } from 'node:async_hooks'
import type { Context, Span, SpanKind, Tracer } from '@opentelemetry/api'
import { requestId } from './request-scope'

type Attributes = Record<string, string | number>

/** The OpenTelemetry objects while tracing is on. No OpenTelemetry package is loaded before. */
export interface Tracing {
  api: typeof import('@opentelemetry/api')
  tracer: Tracer
  current: AsyncLocalStorage<Context>
  /** Sends the remaining spans, and ends. */
  stop(): Promise<void>
}

// Shared by the web server and the code that Next bundles separately.
const shared = globalThis as typeof globalThis & { reassessTracing?: Tracing }

export const tracing = (): Tracing | undefined => shared.reassessTracing

export function enableTracing(made: Omit<Tracing, 'current'>): void {
  shared.reassessTracing = { ...made, current: new AsyncLocalStorage() }
}

export async function disableTracing(): Promise<void> {
  await shared.reassessTracing?.stop()
  delete shared.reassessTracing
}

/** Returns the context of the calling program's span in a `traceparent` header; the root context if it is malformed. */
function continued({ api }: Tracing, traceparent: string | undefined): Context {
  const [, traceId, spanId, flags] = /^00-([\da-f]{32})-([\da-f]{16})-([\da-f]{2})$/.exec(traceparent ?? '') ?? []
  if (!traceId || !spanId || !flags) return api.ROOT_CONTEXT
  const remote = { traceId, spanId, traceFlags: Number.parseInt(flags, 16), isRemote: true }
  return api.isSpanContextValid(remote) ? api.trace.setSpanContext(api.ROOT_CONTEXT, remote) : api.ROOT_CONTEXT
}

function begin(
  on: Tracing,
  name: string,
  kind: keyof typeof SpanKind,
  attributes: Attributes,
  traceparent?: string | undefined,
) {
  const { api, tracer, current } = on
  const parent = current.getStore() ?? continued(on, traceparent)
  const span = tracer.startSpan(name, { kind: api.SpanKind[kind], attributes }, parent)
  return { span, within: api.trace.setSpan(parent, span) }
}

/** Marks a span as failed with the name of the error only, since its message may contain user input. */
function fail({ api }: Tracing, span: Span, error: unknown): void {
  const code = (error as { code?: unknown } | null)?.code
  const type = typeof code === 'string' ? code : error instanceof Error ? error.name : 'unknown'
  span.setAttribute('error.type', type)
  span.setStatus({ code: api.SpanStatusCode.ERROR })
}

/**
 * Runs `work` within a span if tracing is on. With the `traceparent` of a trusted program, the span belongs to that
 * program's trace, and is not recorded if that trace is not.
 */
export async function withSpan<T>(
  name: string,
  attributes: Attributes,
  work: () => Promise<T>,
  kind: keyof typeof SpanKind = 'INTERNAL',
  traceparent?: string | undefined,
): Promise<T> {
  const on = tracing()
  if (!on) return work()
  const id = requestId()
  const all = id === null ? attributes : { ...attributes, 'reassess.request': id }
  const { span, within } = begin(on, name, kind, all, traceparent)
  try {
    return await on.current.run(within, work)
  } catch (error) {
    fail(on, span, error)
    throw error
  } finally {
    span.end()
  }
}

/** Renames the current span, unless `name` is null, and adds attributes known by now. */
export function describeSpan(name: string | null, attributes: Attributes): void {
  const on = tracing()
  const context = on?.current.getStore()
  const span = context && on?.api.trace.getSpan(context)
  if (name !== null) span?.updateName(name)
  span?.setAttributes(attributes)
}

const maxTextLength = 2_000

/** Returns a statement without literal values, as shown in traces. Parameters are not part of the text. */
export const statementWithoutValues = (text: string): string =>
  text
    .replace(/'(?:[^']|'')*'/g, '?')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, maxTextLength)

type Query = (...args: unknown[]) => unknown

/** Adds a span for each query of a connection, including queries in Prisma transactions. */
export function traceQueries(client: { query: unknown }): void {
  const query = (client.query as Query).bind(client)
  client.query = (...args: unknown[]) => {
    const on = tracing()
    // Queries outside any span, such as those of a new connection, would start traces of their own.
    if (!on?.current.getStore()) return query(...args)
    const [given] = args
    const text = typeof given === 'string' ? given : String((given as { text?: unknown } | null)?.text ?? '')
    const operation = /^\s*(\w+)/.exec(text)?.[1]?.toUpperCase() ?? 'QUERY'
    const { span } = begin(on, `${operation} postgresql`, 'CLIENT', {
      'db.system.name': 'postgresql',
      'db.operation.name': operation,
      'db.query.text': statementWithoutValues(text),
    })
    const end = (error?: unknown) => {
      if (error) fail(on, span, error)
      span.end()
    }
    const last = args.at(-1)
    if (typeof last === 'function') {
      args[args.length - 1] = (error: unknown, result: unknown) => {
        end(error)
        last(error, result)
      }
      return query(...args)
    }
    const made = query(...args)
    if (made instanceof Promise) made.then(() => end(), end)
    else end()
    return made
  }
}
