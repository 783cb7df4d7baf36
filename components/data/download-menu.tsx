import { Button } from '@/components/ui/button'
import { Download } from '@/components/ui/generated/icons'
import { Menu, MenuItem } from '@/components/ui/menu'

export type DownloadFile = readonly [name: string, what: string, format: string]

interface DownloadMenuProps {
  slug: string
  /** What is downloaded, such as "images". */
  of: string
  files: DownloadFile[]
  /** The model whose predictions are downloaded. */
  model?: string
}

/** Downloads of the same data in several formats. Plain links, so that the browser shows their progress. */
export function DownloadMenu({ slug, of, files, model }: DownloadMenuProps) {
  const query = model === undefined ? '' : `?${new URLSearchParams({ model })}`
  return (
    <Menu
      trigger={
        <Button size={query ? 'small' : 'normal'} tone={query ? 'quiet' : 'plain'} aria-label={`Download ${of}`}>
          <Download aria-hidden size={16} />
          {!query && 'Download'}
        </Button>
      }
    >
      {files.map(([name, what, format]) => (
        <MenuItem key={format} asChild>
          <a
            href={`/api/projects/${slug}/exports/${format}${query}`}
            download
            className="items-baseline! py-1.5 touch:py-3"
          >
            <span className="w-20 font-medium">{name}</span>
            <span className="text-second text-small">{what}</span>
          </a>
        </MenuItem>
      ))}
    </Menu>
  )
}
