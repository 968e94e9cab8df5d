import Foundation
import Intake
import LeadRules
import Testing

@Suite struct `Random bytes sent to the tracking intake` {
    @Test func `are refused or read, as the system's own reader has it`() {
        var random = SplitMix(state: 20_260_302)
        let seed = Array(
            #"{"batch":[{"type":"track","event":"é\n😀","userId":"u","n":[1,-2.5e3,true,null,{}]}]}"#
                .utf8)
        for _ in 0..<20_000 {
            var bytes = seed
            for _ in 0..<Int(random.next() % 4) {
                bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(random.next() % 256)
            }
            let ours = (try? Segment.request(bytes, to: .batch)) != nil
            let theirs =
                (try? JSONSerialization.jsonObject(with: Data(bytes))) as? [String: Any] != nil
            // Ours may refuse more: U+0000, depth, numbers out of range.
            #expect(theirs || !ours, "\(String(decoding: bytes, as: UTF8.self))")
        }
    }
}

private struct SplitMix {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
