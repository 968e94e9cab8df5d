import Glibc

/// Turns the bytes of a legacy encoding into UTF-8, piece by piece. Characters may lie across two
/// pieces; a byte without meaning becomes an `UndecodableByte` mark.
final class Transcoder {
    private let converter: iconv_t
    private let unitBytes: Int
    /// Bytes not converted yet: at most one incomplete character between two calls.
    private var pending: [UInt8] = []
    private var output = [UInt8](repeating: 0, count: 64 * 1024)

    init(from encoding: TextEncoding) throws(CSVFileError) {
        guard let converter = iconv_open("UTF-8", encoding.rawValue),
            converter != iconv_t(bitPattern: -1)
        else { throw .encodingMissing(encoding) }
        self.converter = converter
        unitBytes = encoding.unitBytes
    }

    deinit { iconv_close(converter) }

    /// Appends the text of `input` to `text`. `isLast` says that no more will come.
    func append(_ input: ArraySlice<UInt8>, isLast: Bool, to text: inout [UInt8]) {
        pending += input
        var taken = 0
        while taken < pending.count {
            let step = convert(from: taken)
            taken += step.taken
            text += output[..<step.made]
            switch step.stop {
            case 0, E2BIG:
                continue
            case EINVAL where !isLast:
                pending.removeFirst(taken)
                return
            default:
                let broken = pending[taken...].prefix(unitBytes)
                text += broken.flatMap(UndecodableByte.mark)
                taken += broken.count
            }
        }
        pending.removeAll(keepingCapacity: true)
    }

    /// Converts as much as one call does; `stop` is 0, or iconv's `errno`.
    private func convert(from start: Int) -> (taken: Int, made: Int, stop: Int32) {
        pending.withUnsafeMutableBytes { input in
            output.withUnsafeMutableBytes { output in
                var source = input.baseAddress?.advanced(by: start).assumingMemoryBound(
                    to: CChar.self)
                var sourceLeft = input.count - start
                var target = output.baseAddress?.assumingMemoryBound(to: CChar.self)
                var targetLeft = output.count
                let result = iconv(converter, &source, &sourceLeft, &target, &targetLeft)
                return (
                    input.count - start - sourceLeft, output.count - targetLeft,
                    result == -1 ? errno : 0
                )
            }
        }
    }
}
