#include "codec/descriptions/firm.h"
#include "codec/union_codec.h"

namespace jiati::codec {

template struct EventCodec<firm::Event>;
template struct CommandCodec<firm::Command>;

}  // namespace jiati::codec
