'use client'

import { Button } from '@/components/ui/button'
import { CircleHelp, Search } from '@/components/ui/generated/icons'
import { Kbd } from '@/components/ui/kbd'
import { useProjectTools } from './project-tools'

/** Opens the search. Looks like a field on a desktop and is an icon in the header of a phone. */
export function SearchButton({ isSmall = false }: { isSmall?: boolean }) {
  const tools = useProjectTools()
  if (!tools) return null
  if (isSmall)
    return (
      <Button tone="quiet" size="large" aria-label="Search" onClick={tools.search} className="w-11 px-0!">
        <Search aria-hidden size={18} />
      </Button>
    )
  return (
    <button
      type="button"
      lang="en"
      aria-keyshortcuts="Control+K Meta+K"
      onClick={tools.search}
      className="mb-2 flex h-8 w-full items-center gap-2.5 rounded-control border bg-page px-2 text-[13px] text-second hover:border-edge hover:text-text"
    >
      <Search aria-hidden size={15} className="shrink-0" />
      Search
      <Kbd className="ms-auto">Ctrl K</Kbd>
    </button>
  )
}

interface ToolEntryProps {
  tool: 'search' | 'help'
  /** Called before the tool opens, for example to close the surrounding sheet. */
  onChoose?: () => void
}

export function ToolEntry({ tool, onChoose }: ToolEntryProps) {
  const tools = useProjectTools()
  const Icon = tool === 'help' ? CircleHelp : Search
  if (!tools) return null
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      onClick={() => {
        onChoose?.()
        tools[tool]()
      }}
      className="flex h-11 w-full items-center gap-2.5 whitespace-nowrap rounded-control px-2 text-[15px] text-second hover:bg-[color-mix(in_srgb,var(--text)_4%,transparent)] hover:text-text desk:h-[30px] desk:text-[13px]"
    >
      <Icon aria-hidden size={16} className="shrink-0" />
      {tool === 'help' ? 'Help' : 'Search'}
    </button>
  )
}
