'use client'

import { CircleUser, LogOut } from 'lucide-react'
import { signOut } from 'next-auth/react'
import { Button } from '@/components/ui/button'
import { Menu, MenuItem } from '@/components/ui/menu'

export function AccountMenu({ name, email }: { name: string; email: string }) {
  return (
    <Menu
      trigger={
        <Button tone="quiet" size="small" className="min-w-0 shrink! px-1.5!" aria-label={`Account of ${name}`}>
          <CircleUser aria-hidden size={16} className="shrink-0" />
          <span className="truncate max-desk:sr-only">{name}</span>
        </Button>
      }
    >
      <p className="px-2 pt-1.5 pb-2 text-small">
        <span className="block font-medium">{name}</span>
        <span className="text-second">{email}</span>
      </p>
      <MenuItem onSelect={() => void signOut({ callbackUrl: '/sign-in' })}>
        <LogOut aria-hidden size={16} />
        Sign out
      </MenuItem>
    </Menu>
  )
}
