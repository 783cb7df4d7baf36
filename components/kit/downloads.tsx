import { Download } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { Menu, MenuItem } from '@/components/ui/menu'

const files = [
  { name: 'labels-by-file.json', path: 'labels-by-file', what: 'Labels by name of the image', needsRun: true },
  { name: 'real.json', path: 'real-json', what: 'Class indices in the order of images', needsRun: true },
  { name: 'decisions.csv', path: 'decisions-csv', what: 'What people decided, excluded images', needsRun: true },
  { name: 'scores.npz', path: 'scores-npz', what: 'A score for each candidate', needsRun: true },
  { name: 'votes.csv', path: 'votes-csv', what: 'All votes', needsRun: false },
]

/** The files of a run; plain links, so that the browser shows their progress. */
export function Downloads({ slug, runId }: { slug: string; runId: number | null }) {
  return (
    <Menu
      trigger={
        <Button>
          <Download aria-hidden size={16} />
          Download
        </Button>
      }
    >
      {files
        .filter((file) => runId !== null || !file.needsRun)
        .map((file) => (
          <MenuItem key={file.path} asChild>
            <a
              href={`/api/projects/${slug}/exports/${file.path}${file.needsRun ? `?run=${runId}` : ''}`}
              download
              className="h-auto! items-baseline! py-1.5"
            >
              <span className="w-36 font-medium">{file.name}</span>
              <span className="text-second text-small">{file.what}</span>
            </a>
          </MenuItem>
        ))}
    </Menu>
  )
}
