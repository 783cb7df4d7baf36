import { Moment } from '@/components/kit/moment'
import { HeadCell, Table, TableCell, TableHead, TableRow } from '@/components/ui/table'
import type { Member } from '@/lib/contracts/raters/rater'
import { roleWord } from '@/lib/wording/accounts'

export function MemberTable({ members }: { members: Member[] }) {
  return (
    <Table label="People with access">
      <TableHead>
        <tr>
          <HeadCell>Name</HeadCell>
          <HeadCell>E-mail</HeadCell>
          <HeadCell>Role</HeadCell>
          <HeadCell>Joined</HeadCell>
        </tr>
      </TableHead>
      <tbody>
        {members.map((member) => (
          <TableRow key={member.email}>
            <TableCell className="whitespace-nowrap font-medium">{member.name}</TableCell>
            <TableCell>{member.email}</TableCell>
            <TableCell>{roleWord[member.role]}</TableCell>
            <TableCell>
              <Moment at={member.since} />
            </TableCell>
          </TableRow>
        ))}
      </tbody>
    </Table>
  )
}
