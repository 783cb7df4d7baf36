import type { DownloadFile } from './download-menu'

const base = (slug: string) => `/api/projects/${slug}/exports`

export const imageFiles = (slug: string): DownloadFile[] => [
  { name: 'CSV', what: 'Manifest with labels and credits', address: `${base(slug)}/images?format=csv` },
  { name: 'JSON lines', what: 'The same, an object a line', address: `${base(slug)}/images?format=jsonl` },
  { name: 'Zip', what: 'Pictures and manifest', address: `${base(slug)}/images?format=zip` },
]

export const classFiles = (slug: string): DownloadFile[] => [
  { name: 'CSV', what: 'A class a line', address: `${base(slug)}/classes?format=csv` },
  { name: 'JSON', what: 'A list of objects', address: `${base(slug)}/classes?format=json` },
]

export const labelFiles = (slug: string): DownloadFile[] => [
  { name: 'CSV', what: 'file and label', address: `${base(slug)}/labels?format=csv` },
  { name: 'JSON lines', what: 'An object a line', address: `${base(slug)}/labels?format=jsonl` },
]

export const predictionFiles = (slug: string, model: string): DownloadFile[] => [
  {
    name: 'JSON lines',
    what: 'An image a line',
    address: `${base(slug)}/predictions?${new URLSearchParams({ model, format: 'jsonl' })}`,
  },
  {
    name: 'CSV',
    what: 'A prediction a line',
    address: `${base(slug)}/predictions?${new URLSearchParams({ model, format: 'csv' })}`,
  },
]
