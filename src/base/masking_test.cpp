#include "base/masking.h"

#include <gtest/gtest.h>

namespace jiati {
namespace {

TEST(Masking, ANameKeepsItsFirstCharacter) {
    EXPECT_EQ(mask_name("张三"), "张*");
    EXPECT_EQ(mask_name("张三丰"), "张**");
    EXPECT_EQ(mask_name("欧阳娜娜"), "欧***");
    EXPECT_EQ(mask_name("司马光"), "司**");
    EXPECT_EQ(mask_name("阿依古丽·买买提"), "阿***·***");
    EXPECT_EQ(mask_name("John Smith"), "J*** *****");
    EXPECT_EQ(mask_name("𠀀𠀁"), "𠀀*");  // CJK extension B
    EXPECT_EQ(mask_name("张"), "*");
    EXPECT_EQ(mask_name(""), "");
}

TEST(Masking, AnIdentityNumberKeepsThreeAndFour) {
    EXPECT_EQ(mask_identity_number("110101199003070123"), "110***********0123");
    EXPECT_EQ(mask_identity_number("36010219900307012X"), "360***********012X");
    EXPECT_EQ(mask_identity_number("360102900307012"), "360********7012");
    EXPECT_EQ(mask_identity_number("12345"), "*****");
}

TEST(Masking, APhoneKeepsItsCodeAndFourDigits) {
    EXPECT_EQ(mask_phone("13800138000"), "138****8000");
    EXPECT_EQ(mask_phone("138 0013 8000"), "138 **** 8000");
    EXPECT_EQ(mask_phone("+8613800138000"), "+86138****8000");
    EXPECT_EQ(mask_phone("+86 138-0013-8000"), "+86 138-****-8000");
    EXPECT_EQ(mask_phone("008613800138000"), "0086138****8000");
    EXPECT_EQ(mask_phone("0791-86251234"), "0791-****1234");
    EXPECT_EQ(mask_phone("010-62551234"), "010-****1234");
    EXPECT_EQ(mask_phone("86251234"), "****1234");
    EXPECT_EQ(mask_phone("110"), "***");
}

TEST(Masking, APassportKeepsItsLetterAndTwoDigits) {
    EXPECT_EQ(mask_passport("E12345678"), "E******78");
    EXPECT_EQ(mask_passport("123"), "***");
}

TEST(Masking, NumbersOfPeopleInATextAreHiddenAndOthersStay) {
    EXPECT_EQ(mask_numbers("电话13800138000找我女儿"), "电话138****8000找我女儿");
    EXPECT_EQ(mask_numbers("打 +86 138 0013 8000。"), "打 +86 138 **** 8000。");
    EXPECT_EQ(mask_numbers("身份证36010219900307012X，护照E12345678"), "身份证360***********012X，护照E******78");
    EXPECT_EQ(mask_numbers("１３８００１３８０００"), "１３８****８０００");
    EXPECT_EQ(mask_numbers("座机0791-86251234，卡号6222021234567890123"), "座机0791-****1234，卡号***************0123");
    EXPECT_EQ(mask_numbers("360102 19900307 012X"), "360*** ******** 012X");
    EXPECT_EQ(mask_numbers("13800138000 13900139000"), "138****8000 139****9000");
    for (auto const* text : {"2023-10-12 10:30 在3栋1单元502", "每户20000.00元，共240000元", "面积 80.50 平米 12 户",
                             "20231012", "", "301 302 401 402 501 502"})
        EXPECT_EQ(mask_numbers(text), text);
}

}  // namespace
}  // namespace jiati
