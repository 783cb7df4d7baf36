import { switchOff, switchOn } from './spans'

/**
 * Sends traces to the OpenTelemetry collector that the standard settings name (OTEL_EXPORTER_OTLP_ENDPOINT and those beside
 * it), or does nothing where none is named. The packages are optional ones and are loaded only here. Gives what sends the
 * rest and ends it.
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
  switchOn({ api, tracer: provider.getTracer('reassess'), stop: () => provider.shutdown() })
  return switchOff
}
