import CZlib

/// Unpacks gzip, never to more than a limit: a small body can hold gigabytes.
enum Inflate {
    enum Failure: Error { case tooLarge, malformed }

    static func gzip(_ packed: [UInt8], limit: Int) -> Result<[UInt8], Failure> {
        var stream = z_stream()
        // 15 bits of window, and 16 for the gzip format alone.
        guard
            inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
                == Z_OK
        else { return .failure(.malformed) }
        defer { inflateEnd(&stream) }
        var packed = packed
        return packed.withUnsafeMutableBufferPointer { input in
            stream.next_in = input.baseAddress
            stream.avail_in = UInt32(input.count)
            return unpack(&stream, limit: limit)
        }
    }

    private static func unpack(_ stream: inout z_stream, limit: Int) -> Result<[UInt8], Failure> {
        var unpacked: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 64 * 1024)
        while true {
            let (status, count) = chunk.withUnsafeMutableBufferPointer { output in
                stream.next_out = output.baseAddress
                stream.avail_out = UInt32(output.count)
                let status = inflate(&stream, Z_NO_FLUSH)
                return (status, output.count - Int(stream.avail_out))
            }
            guard unpacked.count + count <= limit else { return .failure(.tooLarge) }
            unpacked += chunk[..<count]
            switch status {
            case Z_STREAM_END:
                return stream.avail_in == 0 ? .success(unpacked) : .failure(.malformed)
            case Z_OK where count > 0 || stream.avail_in > 0: continue
            default: return .failure(.malformed)
            }
        }
    }
}
