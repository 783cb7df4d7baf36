import { documentVersionPath, versionComparison, versionComparisonQuery } from '@/lib/contracts/texts'
import { route } from '@/lib/http/route'
import { compareDocumentVersions } from '@/lib/services/texts/compare-document-versions'

export const GET = route({
  who: 'account',
  params: documentVersionPath,
  query: versionComparisonQuery,
  output: versionComparison,
  run: ({ actor, params, query }) =>
    compareDocumentVersions(actor, { slug: params.project, kind: params.kind, version: params.version, ...query }),
})
