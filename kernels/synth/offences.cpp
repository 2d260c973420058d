#include "kernels/synth/offences.hpp"

#include <vector>

#include "kernels/synth/weighted_choice.hpp"

namespace fsu::synth {
namespace {

constexpr std::string_view kViolenceWithInjury = "VIOLENCE WITH INJURY";
constexpr std::string_view kViolenceWithoutInjury = "VIOLENCE WITHOUT INJURY";
constexpr std::string_view kStalkingAndHarassment = "STALKING AND HARASSMENT";
constexpr std::string_view kRape = "RAPE";
constexpr std::string_view kOtherSexualOffences = "OTHER SEXUAL OFFENCES";
constexpr std::string_view kRobbery = "ROBBERY";
constexpr std::string_view kBurglaryResidential = "BURGLARY - RESIDENTIAL";
constexpr std::string_view kBurglaryBusinessAndCommunity = "BURGLARY - BUSINESS AND COMMUNITY";
constexpr std::string_view kVehicleOffences = "VEHICLE OFFENCES";
constexpr std::string_view kTheftFromThePerson = "THEFT FROM THE PERSON";
constexpr std::string_view kBicycleTheft = "BICYCLE THEFT";
constexpr std::string_view kShoplifting = "SHOPLIFTING";
constexpr std::string_view kOtherTheft = "OTHER THEFT";
constexpr std::string_view kCriminalDamageAndArson = "CRIMINAL DAMAGE AND ARSON";
constexpr std::string_view kDrugOffences = "DRUG OFFENCES";
constexpr std::string_view kPossessionOfWeapons = "POSSESSION OF WEAPONS";
constexpr std::string_view kPublicOrder = "PUBLIC ORDER";
constexpr std::string_view kMiscellaneous = "MISCELLANEOUS";

constexpr Offence kCrimes[] = {
    {"1", "Murder", kViolenceWithInjury, 547500, 1},
    {"2", "Attempted murder", kViolenceWithInjury, 328500, 2},
    {"4.1", "Manslaughter", kViolenceWithInjury, 109500, 1},
    {"4.4", "Death by dangerous driving", kViolenceWithInjury, 182500, 2},
    {"4.6", "Death by careless driving while impaired", kViolenceWithInjury, 146000, 1},
    {"4.7", "Death of a child or vulnerable person allowed", kViolenceWithInjury, 219000, 1},
    {"4.8", "Death by careless driving", kViolenceWithInjury, 27350, 1},
    {"4.9", "Serious injury by unlicensed driving", kViolenceWithInjury, 18250, 2},
    {"5D", "Assault meant to cause serious harm", kViolenceWithInjury, 146000, 90},
    {"5E", "Endangering life", kViolenceWithInjury, 73000, 12},
    {"8N", "Assault with injury", kViolenceWithInjury, 9125, 900},
    {"8P", "Assault with injury, hate-aggravated", kViolenceWithInjury, 18250, 30},
    {"8S", "Assault with injury on a constable", kViolenceWithInjury, 9125, 40},
    {"8T", "Assault with injury on an emergency worker", kViolenceWithInjury, 9125, 24},
    {"8U", "Strangulation, not fatal", kViolenceWithInjury, 36500, 60},
    {"6", "Endangering rail passengers", kViolenceWithInjury, 18250, 1},
    {"37.1", "Death by aggravated vehicle taking", kViolenceWithInjury, 109500, 1},
    {"8V", "Injury by a dog out of control", kViolenceWithInjury, 1000, 70},
    {"3A", "Conspiracy to murder", kViolenceWithoutInjury, 255500, 2},
    {"3B", "Threats to kill", kViolenceWithoutInjury, 1000, 120},
    {"11A", "Cruelty to a child", kViolenceWithoutInjury, 18250, 60},
    {"11B", "Abandoning a child", kViolenceWithoutInjury, 9125, 4},
    {"13", "Child abduction", kViolenceWithoutInjury, 36500, 8},
    {"14", "Unlawful abortion", kViolenceWithoutInjury, 18250, 1},
    {"36", "Kidnapping", kViolenceWithoutInjury, 73000, 20},
    {"36A", "False imprisonment", kViolenceWithoutInjury, 36500, 18},
    {"104", "Assault without injury on a constable", kViolenceWithoutInjury, 200, 70},
    {"105A", "Assault without injury", kViolenceWithoutInjury, 100, 1300},
    {"105B", "Assault without injury, hate-aggravated", kViolenceWithoutInjury, 500, 60},
    {"106", "Modern slavery", kViolenceWithoutInjury, 182500, 25},
    {"106A", "Controlling or coercive behaviour", kViolenceWithoutInjury, 18250, 160},
    {"107", "Forced marriage", kViolenceWithoutInjury, 36500, 2},
    {"108", "Assault on an emergency worker", kViolenceWithoutInjury, 200, 60},
    {"8L", "Harassment", kStalkingAndHarassment, 1000, 620},
    {"8M", "Harassment, hate-aggravated", kStalkingAndHarassment, 2000, 60},
    {"8Q", "Stalking", kStalkingAndHarassment, 9125, 150},
    {"8R", "Malicious communications", kStalkingAndHarassment, 500, 560},
    {"8W", "Breach of a stalking order", kStalkingAndHarassment, 4200, 20},
    {"8X", "Putting in fear of violence", kStalkingAndHarassment, 9125, 40},
    {"19C", "Rape of a woman", kRape, 255500, 50},
    {"19D", "Rape of a girl under 16", kRape, 365000, 16},
    {"19E", "Rape of a girl under 13", kRape, 474500, 10},
    {"19F", "Rape of a man", kRape, 255500, 6},
    {"19G", "Rape of a boy under 16", kRape, 365000, 3},
    {"19H", "Rape of a boy under 13", kRape, 474500, 3},
    {"19J", "Attempted rape", kRape, 182500, 5},
    {"17A", "Sexual assault on a male", kOtherSexualOffences, 18250, 14},
    {"17B", "Sexual assault on a boy under 13", kOtherSexualOffences, 36500, 5},
    {"20A", "Sexual assault on a female", kOtherSexualOffences, 18250, 90},
    {"20B", "Sexual assault on a girl under 13", kOtherSexualOffences, 36500, 14},
    {"21", "Sexual activity with a child under 13", kOtherSexualOffences, 73000, 10},
    {"22A", "Causing sexual activity without consent", kOtherSexualOffences, 73000, 6},
    {"22B", "Sexual activity with a child under 16", kOtherSexualOffences, 36500, 26},
    {"23", "Familial sexual offence", kOtherSexualOffences, 73000, 3},
    {"70", "Sexual activity with a person who cannot consent", kOtherSexualOffences, 73000, 2},
    {"71", "Sexual exploitation of a child", kOtherSexualOffences, 36500, 16},
    {"72", "Trafficking for sexual exploitation", kOtherSexualOffences, 73000, 3},
    {"73", "Sexual abuse of trust", kOtherSexualOffences, 18250, 2},
    {"74", "Indecent images of a child", kOtherSexualOffences, 18250, 40},
    {"88A", "Sexual grooming", kOtherSexualOffences, 18250, 14},
    {"88C", "Other sexual offence", kOtherSexualOffences, 1000, 4},
    {"88D", "Unnatural sexual offence", kOtherSexualOffences, 500, 1},
    {"88E", "Exposure or voyeurism", kOtherSexualOffences, 1000, 40},
    {"88F", "Sharing private sexual images", kOtherSexualOffences, 2000, 24},
    {"34A", "Robbery of business property", kRobbery, 36500, 40},
    {"34B", "Robbery of personal property", kRobbery, 36500, 230},
    {"34C", "Assault with intent to rob", kRobbery, 36500, 10},
    {"28E", "Burglary of a home", kBurglaryResidential, 27350, 430},
    {"28F", "Attempted burglary of a home", kBurglaryResidential, 9125, 110},
    {"28G", "Burglary of a home by distraction", kBurglaryResidential, 36500, 14},
    {"28H", "Attempted distraction burglary of a home", kBurglaryResidential, 18250, 4},
    {"28K", "Burglary of a shed or garage", kBurglaryResidential, 1000, 90},
    {"29A", "Aggravated burglary of a home", kBurglaryResidential, 73000, 14},
    {"30C", "Burglary of a business", kBurglaryBusinessAndCommunity, 18350, 200},
    {"30D", "Attempted burglary of a business", kBurglaryBusinessAndCommunity, 4200, 50},
    {"31A", "Aggravated burglary of a business", kBurglaryBusinessAndCommunity, 36500, 2},
    {"48", "Theft of a motor vehicle", kVehicleOffences, 2000, 420},
    {"45", "Theft from a vehicle", kVehicleOffences, 200, 560},
    {"37.2", "Aggravated vehicle taking", kVehicleOffences, 4200, 16},
    {"126", "Interfering with a vehicle", kVehicleOffences, 100, 110},
    {"45A", "Theft of vehicle parts", kVehicleOffences, 200, 130},
    {"48A", "Taking a vehicle without consent", kVehicleOffences, 1000, 40},
    {"39", "Theft from the person", kTheftFromThePerson, 200, 150},
    {"39A", "Snatch theft", kTheftFromThePerson, 1000, 30},
    {"44", "Theft of a pedal cycle", kBicycleTheft, 200, 90},
    {"46", "Shoplifting", kShoplifting, 100, 760},
    {"46A", "Shoplifting with threats", kShoplifting, 1000, 30},
    {"35", "Blackmail", kOtherTheft, 36500, 50},
    {"40", "Theft in a dwelling", kOtherTheft, 500, 130},
    {"41", "Theft by an employee", kOtherTheft, 1000, 30},
    {"42", "Theft of mail", kOtherTheft, 100, 12},
    {"43", "Dishonest use of electricity", kOtherTheft, 100, 10},
    {"47", "Theft from a machine or meter", kOtherTheft, 100, 6},
    {"49", "Other theft", kOtherTheft, 200, 520},
    {"49A", "Making off without payment", kOtherTheft, 100, 110},
    {"49B", "Theft of metal", kOtherTheft, 500, 30},
    {"54", "Handling stolen goods", kOtherTheft, 500, 26},
    {"56A", "Arson endangering life", kCriminalDamageAndArson, 73000, 26},
    {"56B", "Arson", kCriminalDamageAndArson, 18250, 60},
    {"58A", "Damage to a dwelling", kCriminalDamageAndArson, 200, 260},
    {"58B", "Damage to another building", kCriminalDamageAndArson, 200, 90},
    {"58C", "Damage to a vehicle", kCriminalDamageAndArson, 200, 420},
    {"58D", "Other criminal damage", kCriminalDamageAndArson, 200, 200},
    {"58J", "Damage, hate-aggravated", kCriminalDamageAndArson, 500, 20},
    {"59", "Threat to damage property", kCriminalDamageAndArson, 200, 30},
    {"149", "Damage by graffiti", kCriminalDamageAndArson, 100, 12},
    {"92A", "Supply of class A drugs", kDrugOffences, 54750, 70},
    {"92B", "Supply of other drugs", kDrugOffences, 1000, 40},
    {"92C", "Other drug offence", kDrugOffences, 300, 4},
    {"92D", "Possession of drugs other than cannabis", kDrugOffences, 300, 110},
    {"92E", "Possession of cannabis", kDrugOffences, 100, 260},
    {"92F", "Growing cannabis", kDrugOffences, 1000, 40},
    {"92G", "Bringing drugs into prison", kDrugOffences, 4200, 10},
    {"10A", "Firearm with intent", kPossessionOfWeapons, 182500, 10},
    {"10B", "Possession of a firearm", kPossessionOfWeapons, 91250, 16},
    {"10C", "Possession of an offensive weapon", kPossessionOfWeapons, 9125, 70},
    {"10D", "Possession of a blade", kPossessionOfWeapons, 18250, 110},
    {"81", "Other firearms offence", kPossessionOfWeapons, 27375, 12},
    {"90", "Other knife offence", kPossessionOfWeapons, 4200, 8},
    {"10E", "Threatening with a weapon", kPossessionOfWeapons, 18250, 20},
    {"9A", "Fear, alarm or distress", kPublicOrder, 750, 680},
    {"9B", "Fear, alarm or distress, hate-aggravated", kPublicOrder, 1000, 110},
    {"62A", "Violent disorder", kPublicOrder, 36500, 10},
    {"62B", "Riot", kPublicOrder, 109500, 1},
    {"65", "Affray", kPublicOrder, 9125, 60},
    {"66", "Other public order offence", kPublicOrder, 500, 40},
    {"66A", "Breach of a community order", kPublicOrder, 300, 50},
    {"66B", "Breach of a non-molestation order", kPublicOrder, 4200, 90},
    {"66C", "Breach of a criminal behaviour order", kPublicOrder, 300, 30},
    {"15", "Concealed birth", kMiscellaneous, 1000, 1},
    {"24", "Exploitation of prostitution", kMiscellaneous, 18250, 4},
    {"26", "Bigamy", kMiscellaneous, 500, 1},
    {"27", "Soliciting", kMiscellaneous, 100, 4},
    {"33", "Going equipped to steal", kMiscellaneous, 200, 14},
    {"33A", "Articles for use in fraud", kMiscellaneous, 1000, 6},
    {"38", "Money laundering", kMiscellaneous, 18250, 16},
    {"53D", "Fraud by false representation", kMiscellaneous, 2000, 40},
    {"53F", "Fraud by abuse of position", kMiscellaneous, 9125, 8},
    {"60", "Forged prescription", kMiscellaneous, 100, 2},
    {"61", "Other forgery", kMiscellaneous, 1000, 8},
    {"61A", "Possession of false documents", kMiscellaneous, 1000, 8},
    {"67", "Perjury", kMiscellaneous, 9125, 1},
    {"76", "Aiding suicide", kMiscellaneous, 36500, 1},
    {"79", "Perverting the course of justice", kMiscellaneous, 9125, 20},
    {"80", "Absconding from custody", kMiscellaneous, 1000, 16},
    {"802", "Dangerous driving", kMiscellaneous, 1000, 40},
    {"83", "Failure to surrender to bail", kMiscellaneous, 100, 20},
    {"86", "Obscene publications", kMiscellaneous, 1000, 24},
    {"95", "False statements", kMiscellaneous, 200, 4},
    {"96", "Wildlife offence", kMiscellaneous, 200, 6},
    {"99", "Other notifiable offence", kMiscellaneous, -1, 30},
    {"814", "Vehicle document fraud", kMiscellaneous, 200, 4},
    {"99A", "Cruelty to an animal", kMiscellaneous, 300, 12},
    {"99B", "Escape from lawful arrest", kMiscellaneous, 300, 10},
    {"99C", "Misconduct in public office", kMiscellaneous, -1, 4},
};

constexpr Offence kNonCrimes[] = {
    {"NC01", "Domestic incident, no crime", "DOMESTIC ABUSE NON-CRIME", -1, 520},
    {"NC02", "Vulnerable adult", "ADULT AT RISK", -1, 420},
    {"NC03", "Child at risk", "CHILD AT RISK", -1, 380},
    {"NC04", "Mental health concern", "MENTAL HEALTH NON-CRIME", -1, 240},
    {"NC05", "Hate incident, no crime", "HATE NON-CRIME", -1, 60},
    {"NC06", "Suspicious circumstances", "OTHER NON-CRIME", -1, 180},
    {"", "Information received", "OTHER NON-CRIME", -1, 40},
};

WeightedChoice by_frequency(std::span<const Offence> offences) {
  std::vector<std::uint32_t> frequencies;
  for (const Offence& offence : offences) frequencies.push_back(offence.frequency);
  return WeightedChoice(frequencies);
}

}  // namespace

std::span<const Offence> crimes() { return kCrimes; }
std::span<const Offence> non_crimes() { return kNonCrimes; }

const Offence& draw_crime(Random& random) {
  static const WeightedChoice choice = by_frequency(kCrimes);
  return kCrimes[choice(random)];
}

const Offence& draw_non_crime(Random& random) {
  static const WeightedChoice choice = by_frequency(kNonCrimes);
  return kNonCrimes[choice(random)];
}

}  // namespace fsu::synth
