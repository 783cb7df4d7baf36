'use client'

import { useRouter } from 'next/navigation'
import { Button } from '@/components/ui/button'
import { MoreHorizontal } from '@/components/ui/generated/icons'
import { Menu, MenuItem } from '@/components/ui/menu'
import type { TableRater } from '@/lib/contracts/raters/rater-table'
import { type GroupAct, possibleActs } from '@/lib/domain/raters/group-act'
import { groupActWord } from '@/lib/wording/raters/rater-table'

interface RaterMenuProps {
  slug: string
  rater: TableRater
  onAct: (act: GroupAct) => void
}

export function RaterMenu({ slug, rater, onAct }: RaterMenuProps) {
  const router = useRouter()
  return (
    <Menu
      trigger={
        <Button size="small" tone="quiet" className="w-8 px-0!" aria-label={`Actions for rater ${rater.id}`}>
          <MoreHorizontal aria-hidden size={16} />
        </Button>
      }
    >
      <MenuItem onSelect={() => router.push(`/projects/${slug}/raters/${rater.id}`)}>Open rater</MenuItem>
      {possibleActs([rater]).map((act) => (
        <MenuItem key={act} onSelect={() => onAct(act)}>
          {groupActWord[act].verb}
        </MenuItem>
      ))}
    </Menu>
  )
}
