const mediaTypes = new Map(
  Object.entries({
    csv: 'text/csv; charset=utf-8',
    json: 'application/json',
    jsonl: 'application/jsonl',
    md: 'text/markdown; charset=utf-8',
    npz: 'application/zip',
    parquet: 'application/vnd.apache.parquet',
    tsv: 'text/tab-separated-values; charset=utf-8',
    xml: 'application/xml; charset=utf-8',
    zip: 'application/zip',
  }),
)

/** Returns the media type for a file name's extension. Plain text for files that are not ours. */
export const mediaTypeOf = (fileName: string): string =>
  mediaTypes.get(fileName.split('.').at(-1) ?? '') ?? 'text/plain; charset=utf-8'
