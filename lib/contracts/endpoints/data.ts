import { exportQuery } from '@/lib/contracts/data/data-export'
import { fetchHosts, fetchHostsInput, projectData } from '@/lib/contracts/data/project-data'
import { receivedPack, upload } from '@/lib/contracts/data/upload'
import { addressPart, admin, basedOn, textId } from '@/lib/contracts/endpoint'

export const exportProject = admin('GET /exports/[format]', {
  params: { format: addressPart },
  query: exportQuery,
  output: 'file',
})

export const readProjectData = admin('GET /data', { output: projectData })

export const updateFetchHosts = admin('PUT /fetch-hosts', {
  body: fetchHostsInput.extend({ basedOn }),
  output: fetchHosts,
})

export const deleteModel = admin('DELETE /models/[model]', {})

export const receiveUploadPack = admin('PUT /uploads/[upload]/pack', {
  params: { upload: textId },
  output: receivedPack,
})

export const discardUpload = admin('DELETE /uploads/[upload]', { params: { upload: textId } })

export const createUpload = admin('POST /uploads', { output: upload })
