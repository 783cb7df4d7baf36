import { disableTracing, enableTracing } from './spans'

/**
 * Sends traces to the OpenTelemetry collector of the standard settings (OTEL_EXPORTER_OTLP_ENDPOINT and related ones),
 * if there is one. The packages are optional and loaded only here. Returns a function that sends the rest.
 */
export async function startTracing(service: string, endpoint: string | undefined): Promise<() => Promise<void>> {
  if (endpoint === undefined) return async () => {}
  const [api, { BatchSpanProcessor, TracerProvider }, { OTLPTraceExporter }, { resourceFromAttributes }] =
    await Promise.all([
      import('@opentelemetry/api'),
      import('@opentelemetry/sdk-trace'),
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@opentelemetry/resources'),
    ]).catch((error: unknown) => {
      throw new Error(
        'OTEL_EXPORTER_OTLP_ENDPOINT is set, but the packages of OpenTelemetry are not installed. Run npm ci, or unset it.',
        { cause: error },
      )
    })
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': service }),
    spanProcessors: [new BatchSpanProcessor({ exporter: new OTLPTraceExporter() })],
  })
  enableTracing({ api, tracer: provider.getTracer('reassess'), stop: () => provider.shutdown() })
  return disableTracing
}
