const mediaTypes: Record<string, string | undefined> = {
  csv: 'text/csv; charset=utf-8',
  json: 'application/json',
  jsonl: 'application/jsonl',
  md: 'text/markdown; charset=utf-8',
  npz: 'application/zip',
  parquet: 'application/vnd.apache.parquet',
  tsv: 'text/tab-separated-values; charset=utf-8',
  xml: 'application/xml',
  zip: 'application/zip',
}

/** By how the name of a file ends; plain text for what is none of ours. */
export const mediaTypeOf = (fileName: string): string =>
  mediaTypes[fileName.split('.').at(-1) ?? ''] ?? 'text/plain; charset=utf-8'
