import { type Column, DataTable } from '@/components/kit/data-table'
import { Moment } from '@/components/kit/moment'
import type { Member } from '@/lib/contracts/raters/rater'
import { roleWord } from '@/lib/wording/accounts'

const columns: Column<Member>[] = [
  { key: 'name', head: 'Name', cell: ({ name }) => name },
  { key: 'email', head: 'E-mail', cell: ({ email }) => email },
  { key: 'role', head: 'Role', cell: ({ role }) => roleWord[role] },
  { key: 'since', head: 'Joined', cell: ({ since }) => <Moment at={since} /> },
]

export const MemberTable = ({ members }: { members: Member[] }) => (
  <DataTable label="Members" columns={columns} rows={members} rowKey={({ email }) => email} />
)
