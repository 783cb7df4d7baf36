import { Button } from '@/components/ui/button'
import { Download } from '@/components/ui/generated/icons'
import { Menu, MenuItem } from '@/components/ui/menu'

export interface DownloadFile {
  /** File format, such as "CSV". */
  name: string
  what: string
  address: string
}

interface DownloadMenuProps {
  /** What is downloaded, such as "images". */
  of: string
  files: DownloadFile[]
  isSmall?: boolean
}

/** Downloads of the same data in several formats. Plain links, so that the browser shows their progress. */
export function DownloadMenu({ of, files, isSmall = false }: DownloadMenuProps) {
  return (
    <Menu
      trigger={
        <Button size={isSmall ? 'small' : 'normal'} tone={isSmall ? 'quiet' : 'plain'} aria-label={`Download ${of}`}>
          <Download aria-hidden size={16} />
          {!isSmall && 'Download'}
        </Button>
      }
    >
      {files.map(({ name, what, address }) => (
        <MenuItem key={address} asChild>
          <a href={address} download className="h-auto! items-baseline! py-1.5">
            <span className="w-20 font-medium">{name}</span>
            <span className="text-second text-small">{what}</span>
          </a>
        </MenuItem>
      ))}
    </Menu>
  )
}
