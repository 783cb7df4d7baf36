import sharp from 'sharp'

export const solidPicture = (width: number, height: number, red = 200) =>
  sharp({ create: { width, height, channels: 3, background: { r: red, g: 90, b: 10 } } })

/** A JPEG, red on the left and blue on the right, stored rotated and with GPS coordinates. */
export async function sidewaysJpeg(): Promise<Buffer> {
  const right = await solidPicture(30, 40, 0).png().toBuffer()
  const upright = await solidPicture(60, 40, 255)
    .composite([{ input: right, left: 30, top: 0 }])
    .png()
    .toBuffer()
  return sharp(await sharp(upright).rotate(270).png().toBuffer())
    .withExif({
      IFD0: { Copyright: 'Ada' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '0/1 7/1 0/1' },
    })
    .withMetadata({ orientation: 6 })
    .jpeg({ quality: 95 })
    .toBuffer()
}

const word = (value: number) => [value & 255, value >> 8]

/** A GIF of one-pixel frames on a large canvas: a few bytes that expand to frames × width × height. */
export function tinyFramesGif(width: number, height: number, frames: number): Buffer {
  const header = [...Buffer.from('GIF89a'), ...word(width), ...word(height), 0x80, 0, 0, 255, 0, 0, 0, 0, 255]
  // 256 codes would be clear (4), colour 0 (0), end (5), three bits each: 0b101_000_100, least first.
  const frame = [0x21, 0xf9, 4, 8, 1, 0, 0, 0, 0x2c, 0, 0, 0, 0, ...word(1), ...word(1), 0, 2, 2, 0x44, 0x01, 0]
  return Buffer.from([...header, ...Array.from({ length: frames }, () => frame).flat(), 0x3b])
}
